using BackSpasmSite.Content.Bibliography;
using BackSpasmSite.Content.Files;

namespace BackSpasmSite.Content.FrontMatter;

/// <summary>An entry of <c>people.yaml</c>.</summary>
internal sealed record Person
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Any of <c>writes</c>, <c>edits</c>, <c>reviews</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? Credentials { get; init; }
    public string? Organisation { get; init; }
    public string? Bio { get; init; }
    public string? Url { get; init; }

    /// <summary>Null to show initials.</summary>
    public ImageFile? Image { get; init; }

    /// <summary>Conflicts of interest, in the person's words.</summary>
    public string? Interests { get; init; }

    /// <summary>Exists for everyone in <c>people.yaml</c>. A key may be any word.</summary>
    public string Address => $"/people/{Uri.EscapeDataString(AddressName.Of(Key))}";

    public bool Reviews => Roles.Contains("reviews");
}
