using System.Globalization;

namespace BackSpasmSite.Reports.Queue;

/// <summary>What an editor sends from a report's page.</summary>
internal sealed record DeskForm
{
    /// <summary>How much an answer or a note may hold, in UTF-16 units, as <c>maxlength</c> in a browser counts.</summary>
    public const int MostWords = 4000;

    /// <summary>The report whose page it is. The form shows this one's answer and note.</summary>
    public required long Report { get; init; }

    /// <summary>The reports the page showed, and which version of each.</summary>
    public required IReadOnlyDictionary<long, Guid> Seen { get; init; }

    /// <summary>Those of them that are meant.</summary>
    public required IReadOnlySet<long> Chosen { get; init; }

    public required DeskAction Action { get; init; }

    public string Answer { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>The number of the report that says the same, as typed.</summary>
    public string Original { get; init; } = "";

    /// <summary>Which report the editor was shown behind that number, and in which version; empty until then.</summary>
    public string Confirmed { get; init; } = "";

    /// <summary>Whether the editor says that it may be about another article.</summary>
    public bool AcrossArticles { get; init; }

    /// <summary>How a shown report is written there: another one, or one that has changed since, has to be looked at again.</summary>
    public static string Confirmation(Report original) => FormattableString.Invariant($"{original.Id}:{original.Version}");

    /// <summary>Those meant and the one whose page it is: an editor who saves has all of these in view.</summary>
    public IEnumerable<long> Concerned => Chosen.Append(Report).Distinct();

    public long? OriginalNumber =>
        long.TryParse(Original.Trim().TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What was typed, or null where that is nothing.</summary>
    public static string? Typed(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
