"""The import frame: upload, read in the background, preview, apply in one transaction, refused rows as Excel."""
