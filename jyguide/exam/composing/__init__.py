"""What a paper is made of: blueprints, drawing, variants, papers by hand."""
