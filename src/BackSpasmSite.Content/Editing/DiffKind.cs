namespace BackSpasmSite.Content.Editing;

/// <summary>Where a line of two texts is found.</summary>
internal enum DiffKind
{
    /// <summary>In both.</summary>
    Same,

    /// <summary>In the older one only.</summary>
    Gone,

    /// <summary>In the newer one only.</summary>
    New,

    /// <summary>In place of a stretch of lines that are the same in both.</summary>
    Skipped,
}
