# What the command line says.
cli-cannot-read-folder = { $dir } cannot be read: { $error }. Name a folder that holds protocol.toml.
cli-file-ignored = { $file }: its name says nothing to this program, so it was left out
cli-no-such-wave = The protocol has no wave { $wave }; it has { $known }.
cli-wave = Wave
cli-target = target
cli-limit = limit
cli-results-hash = SHA-256 of the results: { $hash }
