"""Knowledge about the forms, as data: one TOML file a form, and the models that it must satisfy."""
