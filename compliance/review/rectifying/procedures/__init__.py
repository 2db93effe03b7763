"""The ledger's methods (清单办法) as data, one TOML file each; procedure_files.py says what stands in one."""
