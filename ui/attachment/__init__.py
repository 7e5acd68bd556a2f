"""Pictures on screen: a grid to add to and arrange, one large, a portrait to crop."""
