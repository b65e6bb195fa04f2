"""What all plugins can do."""
import urllib.request


class Root:
    def download(self, url):
        return urllib.request.urlopen(url).read()  # primitive: blocking


class Plugin(Root):
    def label(self):
        return type(self).__name__
