"""How publishers deliver: workbooks and text tables, with every cell's place."""
