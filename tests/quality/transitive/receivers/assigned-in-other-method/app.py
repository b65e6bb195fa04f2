"""An attribute that another method sets, and one that is set from outside."""
import ftplib


class Mirror:
    ftp = None
    label = None

    def connect(self):
        self.ftp = ftplib.FTP("ftp.example")
        self.label = "mirror"

    def names(self):
        return self.ftp.nlst()  # primitive: blocking

    async def listing(self):
        return self.names()  # expect: blocking-network

    async def listing_here(self):
        return self.ftp.nlst()  # expect: blocking-network

    async def title(self):
        return self.label.title()  # silent: blocking
