using BackSpasmSite.Accounts;

namespace BackSpasmSite.Pages.Editor;

/// <summary>
/// A form that was sent after its session had ended. It stays in the pages of signing in, field by field, until whoever
/// wrote it sends it again; nothing of it is kept on the site, and nothing is done with it unasked.
/// </summary>
/// <param name="Address">Where it was sent to.</param>
/// <param name="Fields">What it holds.</param>
internal sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Keeps its fields apart from those of signing in.</summary>
    public const string Prefix = "kept.";

    private const string Token = "__RequestVerificationToken";

    /// <summary>The fields that hold words, by what their own pages call them.</summary>
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["text"] = "The text",
        ["answer"] = "Public answer",
        ["note"] = "Note",
        ["was"] = "It said",
        ["now"] = "It says now",
        ["title"] = "Title",
        ["description"] = "Description",
    };

    /// <summary>The page it was written on.</summary>
    public string Page => Address.Split('?')[0];

    /// <summary>As its own page sent it; without the token, which ended with the session.</summary>
    public static KeptForm Sent(IFormCollection form, string? back) =>
        new(ReturnAddress.Of(back), [.. Pairs(form).Where(field => field.Key != Token)]);

    /// <summary>As a page of signing in carries it; null where there is none.</summary>
    public static KeptForm? Carried(IFormCollection form, string? back) =>
        Pairs(form).Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(field => KeyValuePair.Create(field.Key[Prefix.Length..], field.Value)).ToList() is { Count: > 0 } fields
            ? new KeptForm(ReturnAddress.Of(back), fields)
            : null;

    /// <summary>What to call a field, if a person wrote it; null for what the page put there.</summary>
    public static string? Label(KeyValuePair<string, string> field) => field.Value.Length > 0 ? Labels.GetValueOrDefault(field.Key) : null;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IFormCollection form) =>
        form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? "")));
}
