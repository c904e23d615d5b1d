using BackSpasmSite.Content;

namespace BackSpasmSite.Reports.Intake;

/// <summary>What became of a form that was sent.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The report is on the disk; this leads to it.</summary>
    /// <param name="IsRepetition">Whether it was there before.</param>
    public sealed record Kept(string Receipt, bool IsRepetition = false) : Outcome;

    /// <summary>The vote is on the disk.</summary>
    public sealed record Voted(Slug Article, bool Helpful) : Outcome;

    /// <summary>Nothing is kept: each mistake with its field.</summary>
    public sealed record Mistaken(IReadOnlyList<FieldMistake> Mistakes) : Outcome;

    /// <summary>Nothing is kept yet: the message seems to hold these, and the reader should have a look.</summary>
    public sealed record Personal(IReadOnlyList<string> Found) : Outcome;

    /// <summary>Nothing is kept: the sender's network has sent enough for now, or is blocked.</summary>
    public sealed record TooMany(TimeSpan Wait) : Outcome;

    /// <summary>Nothing is kept: editors have paused the form.</summary>
    public sealed record Paused : Outcome;

    /// <summary>Nothing is kept: all readers together have sent as much as is taken in a day.</summary>
    public sealed record Full : Outcome;

    /// <summary>Nothing is kept: the database can't take it.</summary>
    public sealed record Unavailable : Outcome;

    /// <summary>Nothing is kept: a fault of the software, which is logged.</summary>
    public sealed record Failed : Outcome;
}
