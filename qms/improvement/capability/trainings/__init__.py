"""The register: who completed which programme when."""
