namespace BackSpasmSite.Reports.Queue;

/// <summary>What an editor can do with reports, besides erasing words and closing them with a correction.</summary>
internal enum DeskAction
{
    /// <summary>Only the answer and the note.</summary>
    Save,

    /// <summary>To look at it.</summary>
    Take,

    /// <summary>With a public answer.</summary>
    Decline,

    /// <summary>Another report says the same.</summary>
    Duplicate,

    /// <summary>Takes that back: it is where it was, and so is its receipt.</summary>
    NotDuplicate,

    Spam,

    /// <summary>Puts it back where it was.</summary>
    NotSpam,

    /// <summary>Out of the common queue, and kept from being erased.</summary>
    Legal,

    /// <summary>Puts it back where it was, and erases what is waiting to be erased.</summary>
    Release,

    /// <summary>To look at it again.</summary>
    Reopen,
}
