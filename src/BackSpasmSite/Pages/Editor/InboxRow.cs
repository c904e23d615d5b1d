using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Reports.Queue;

namespace BackSpasmSite.Pages.Editor;

/// <summary>One row of the inbox as it is shown.</summary>
/// <param name="Row">What it is about.</param>
/// <param name="At">When the inbox was read.</param>
/// <param name="Title">The article's.</param>
internal sealed record InboxRow(QueueRow Row, DateTime At, string Title)
{
    private const int Most = 140;

    /// <summary>The passage, or else the message, by which the row is known; null where there are no words.</summary>
    public string? Words => (Row.First.Quote ?? Row.First.Message) is { } words ? TerminalText.OneLine(words, Most) : null;

    /// <summary>The message where the row is known by its passage.</summary>
    public string? More => Row.First.Quote is not null && Row.First.Message is not null ? TerminalText.OneLine(Row.First.Message, Most) : null;

    /// <summary>Why the guard takes it for spam, or how many of its reports; null where it takes none.</summary>
    public string? Suspicion => Row.Suspected switch
    {
        0 => null,
        1 when Row.Count == 1 => DeskWords.Of(Row.First.Suspicion!.Value),
        var some => FormattableString.Invariant($"Spam? {some:N0} of {Row.Count:N0}"),
    };

    public string WithoutWords => Row.First.IsErased ? "The words are erased" : "No words, only a concern";
}
