# Wat de opdrachtregel zegt.
cli-cannot-read-folder = { $dir } is niet te lezen: { $error }. Noem een map waarin protocol.toml staat.
cli-file-ignored = { $file }: aan de naam is niet te zien wat het is, dus het is overgeslagen
cli-no-such-wave = Het protocol kent geen meting { $wave }; wel { $known }.
cli-wave = Meting
cli-target = streefwaarde
cli-limit = grenswaarde
cli-results-hash = SHA-256 van de uitkomsten: { $hash }
