"""Word files: fonts with their East Asian attribute, page form, fields, templates, paragraphs of somebody's own, fixed bytes."""
