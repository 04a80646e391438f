"""The handbook as an app: the manifest, and the service worker that stores and updates it on a device."""
