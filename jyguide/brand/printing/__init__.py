"""Papers of brands: the brand's sheet, the jury's, the result, the score card of stars."""
