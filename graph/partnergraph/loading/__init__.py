"""Loading: what comes from outside into a store on disk, all of it or nothing."""
