"""What the window keeps on disk: its folders, the session, the paths of a study."""
