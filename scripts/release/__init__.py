"""The files of a release: the PDF, two copies that open from a disk, the bill of materials."""
