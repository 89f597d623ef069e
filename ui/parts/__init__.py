"""Parts that any page uses: form fields, saving, notices, chips, charts, lists."""
