"""Facts from documents: read, checked against their quotations, and turned into figures."""
