namespace BackSpasmSite.Content.Citations;

/// <summary>What keeps a group that looks like a citation from being one.</summary>
internal enum CitationFlaw
{
    None,

    /// <summary><c>(1,,2)</c> or <c>(1,)</c></summary>
    EmptyItem,

    /// <summary><c>(01)</c> or <c>(0)</c></summary>
    LeadingZero,

    /// <summary><c>(3-1)</c></summary>
    DescendingRange,

    /// <summary>Two spaces at a line's end, which Markdown prints as a line break.</summary>
    HardLineBreak,
}
