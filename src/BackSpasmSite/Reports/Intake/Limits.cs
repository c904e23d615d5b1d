using BackSpasmSite.Http;

namespace BackSpasmSite.Reports.Intake;

/// <summary>How long fields may be, in UTF-16 units with line ends as one, as <c>maxlength</c> in a browser counts.</summary>
internal static class Limits
{
    public const int Quote = 1000;
    public const int Context = 64;
    public const int Message = 4000;

    /// <summary>RFC 5321, 4.5.3.1.3: a path of 256 with its angle brackets.</summary>
    public const int Email = 254;

    /// <summary>A heading's id is made of its words; no heading is that long.</summary>
    public const int Section = 200;

    /// <summary>More links than this make a report suspected spam.</summary>
    public const int Links = 2;

    /// <summary>How long the same fields of the same client are the same report.</summary>
    public static readonly TimeSpan Repetition = ClientKeys.OverMidnight;
}
