using System.Collections.Frozen;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Markdown;

namespace BackSpasmSite.Content.FrontMatter;

internal sealed record SiteMetadata
{
    public const string NoName = "Health articles";

    public string Name { get; init; } = NoName;
    public string? Tagline { get; init; }
    public string? Description { get; init; }

    public string Language { get; init; } = "en";

    /// <summary>Decides when a scheduled article appears. The default is UTC.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    public string? Organisation { get; init; }
    public string? Contact { get; init; }
    public HelpLine? Emergency { get; init; }

    /// <summary>For urgent advice that is not an emergency.</summary>
    public HelpLine? Advice { get; init; }

    /// <summary>For help boxes without text of their own.</summary>
    public WarningSigns? WarningSigns { get; init; }

    /// <summary>Six hexadecimal digits with <c>#</c>.</summary>
    public string? Accent { get; init; }

    /// <summary>The picture on the home page, and the position of its address.</summary>
    public LinkUse? Image { get; init; }

    public IReadOnlyList<MenuItem> Menu { get; init; } = [];
    public IReadOnlyList<MenuItem> Questions { get; init; } = [];

    public SourceText? Source { get; init; }

    /// <summary>Keys with invalid values.</summary>
    public IReadOnlySet<string> Faulty { get; init; } = FrozenSet<string>.Empty;

    /// <summary>
    /// Takes every invalid value from an earlier version of the file: a typo in the emergency number must not remove the number from every
    /// page, and one in the colour must not hold back a new number.
    /// </summary>
    public SiteMetadata With(SiteMetadata? before)
    {
        if (before is null || Faulty.Count == 0) return this;
        return this with
        {
            Name = Of("name", Name, before.Name),
            Tagline = Of("tagline", Tagline, before.Tagline),
            Description = Of("description", Description, before.Description),
            Language = Of("language", Language, before.Language),
            TimeZone = Of("time-zone", TimeZone, before.TimeZone),
            Organisation = Of("organisation", Organisation, before.Organisation),
            Contact = Of("contact", Contact, before.Contact),
            Emergency = Of("emergency", Emergency, Emergency?.With(before.Emergency) ?? before.Emergency),
            Advice = Of("advice", Advice, Advice?.With(before.Advice) ?? before.Advice),
            WarningSigns = Of("warning-signs", WarningSigns, before.WarningSigns ?? WarningSigns),
            Accent = Of("accent", Accent, before.Accent),
            Image = Of("image", Image, before.Image),
            Menu = Of("menu", Menu, before.Menu),
            Questions = Of("questions", Questions, before.Questions),
        };

        T Of<T>(string key, T now, T then) => Faulty.Contains(key) ? then : now;
    }
}

/// <param name="Number">To dial, such as 112; null if the site serves many countries.</param>
internal sealed record HelpLine(string? Number, string? Text)
{
    /// <summary>Such as <c>tel:112</c> (RFC 3966).</summary>
    public string? Href => Number is null ? null : $"tel:{string.Concat(Number.Where(c => char.IsAsciiDigit(c) || c == '+'))}";

    public HelpLine With(HelpLine? before) => new(Number ?? before?.Number, Text ?? before?.Text);
}

/// <param name="Short">A list that fits half a phone screen; null if not needed.</param>
/// <param name="All">Grouped by how soon to get help.</param>
/// <param name="More">The page that explains the signs and shows all of them unfolded.</param>
internal sealed record WarningSigns(SignList? Short, IReadOnlyList<SignList> All, MenuItem? More)
{
    /// <summary>Part of what a reviewer signs.</summary>
    public string Words => string.Join('\n', All.Prepend(Short).OfType<SignList>().SelectMany(list => list.Signs.Prepend(list.Text)));
}

/// <param name="Text">What to do about any of the signs.</param>
internal sealed record SignList(string Text, IReadOnlyList<string> Signs);

internal sealed record MenuItem(string Text, LinkUse Link)
{
    /// <summary>Empty if the address is not allowed, which <c>check</c> reports.</summary>
    public string Href => Link.Address switch
    {
        LinkAddress.Here here => here.Href,
        LinkAddress.Elsewhere elsewhere => elsewhere.Href,
        _ => "",
    };
}
