using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BackSpasmSite.Content.Diagnostics;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Markdown;

/// <summary>A link's target, judged by its address alone.</summary>
internal abstract partial record LinkAddress
{
    private static readonly HashSet<string> FileEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        "md", "html", "htm", "php", "txt", "pdf", "docx", "svg", "png", "jpg", "jpeg", "gif", "webp", "avif", "xml", "json", "yaml",
    };

    private static readonly HashSet<string> PictureEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        "svg", "png", "jpg", "jpeg", "gif", "webp", "avif",
    };

    private LinkAddress()
    {
    }

    /// <summary>Another site, a telephone number or a mailbox.</summary>
    public sealed record Elsewhere(string Href) : LinkAddress;

    /// <param name="Path">Begins with one slash; empty for the same page.</param>
    public sealed record Here(string Path, string? Anchor) : LinkAddress
    {
        public string Href => Anchor is null ? Path : $"{Path}#{Anchor}";
    }

    public sealed record Picture(string Path) : LinkAddress;

    /// <summary>Nothing a reader's browser should follow.</summary>
    public sealed record NotAllowed : LinkAddress;

    /// <param name="url">As Markdown gives it, unescaped.</param>
    /// <param name="folder">Of the file with the link: <c>articles</c>, <c>pages</c>, or empty.</param>
    public static LinkAddress Parse(string? url, string folder)
    {
        if (string.IsNullOrEmpty(url) || url.Any(c => char.IsControl(c) || c == '\\')) return new NotAllowed();
        if (Scheme().Match(url) is { Success: true } scheme) return WithScheme(scheme.Groups[1].Value.ToLowerInvariant(), url);
        if (url.StartsWith("//", StringComparison.Ordinal)) return new NotAllowed();

        var hash = url.IndexOf('#', StringComparison.Ordinal);
        var (path, anchor) = hash < 0 ? (Decoded(url), null) : (Decoded(url[..hash]), SharedText.Of(Decoded(url[(hash + 1)..])));
        if (path.Length == 0) return new Here("", anchor);

        var fromRoot = path[0] == '/';
        var relative = fromRoot ? path[1..] : LeadingDots().Replace(path, "");
        if (relative.StartsWith("images/", StringComparison.Ordinal)) return new Picture(Unescaped(relative));
        if (relative.Contains("//", StringComparison.Ordinal)) return new NotAllowed();
        if (fromRoot && !path.EndsWith(".md", StringComparison.Ordinal)) return new Here(SharedText.Of(path), anchor);
        // www.example.org would lead to a page of this site.
        if (!fromRoot && Hint(url).Length > 0) return new NotAllowed();

        var inFolder = relative.StartsWith("articles/", StringComparison.Ordinal) || relative.StartsWith("pages/", StringComparison.Ordinal)
            ? relative
            : $"{folder}/{relative}";
        return new Here(SharedText.Of(PathOf(inFolder)), anchor);
    }

    /// <summary>
    /// To append to a message about an address that leads nowhere: another site or a mailbox without its <c>https://</c> or <c>mailto:</c>.
    /// Empty if it looks like neither.
    /// </summary>
    public static string Hint(string written)
    {
        var at = written.IndexOf('@', StringComparison.Ordinal);
        if (at > 0 && !written.AsSpan().ContainsAny("/:?#") && IsHost(written[(at + 1)..])) return $" For an e-mail link, write “mailto:{written}”.";

        if (Doi().Match(written) is { Success: true } doi) return $" To link to a paper, write “https://doi.org/{doi.Groups["doi"].Value}”.";
        if (Mailbox().Match(written) is { Success: true } mail) return $" For an e-mail link, write “mailto:{mail.Groups["to"].Value}”.";
        if (written.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return " Write an e-mail address after mailto:, such as “mailto:help@example.org”.";
        if (written.StartsWith("tel:", StringComparison.OrdinalIgnoreCase)) return " Write a number after tel:, such as “tel:112”.";

        var rest = Web().Match(written) is { Success: true } web && IsNearHttp(web.Groups["scheme"].Value)
            ? written[web.Length..]
            : written.StartsWith('/') && !written.StartsWith("//", StringComparison.Ordinal) ? "" : written;
        rest = rest.TrimStart('/', ' ');
        var end = rest.AsSpan().IndexOfAny("/?#:");
        var meant = $"https://{rest}";
        return meant != written && IsHost(end < 0 ? rest : rest[..end]) ? $" To link to another site, write “{meant}”." : "";
    }

    /// <summary>
    /// To append to a message about a picture's address that does not begin with <c>images/</c>: other capitals, the folder's whole path, or
    /// only a file name. Empty if it does not look like a picture.
    /// </summary>
    public static string PictureHint(string written)
    {
        var path = Unescaped(written.Trim()).Replace('\\', '/');
        if (path.StartsWith("http", StringComparison.OrdinalIgnoreCase) || path.StartsWith("//", StringComparison.Ordinal)) return "";
        if (!PictureEndings.Contains(path[(path.LastIndexOf('.') + 1)..])) return "";
        var folder = path.LastIndexOf("images/", StringComparison.OrdinalIgnoreCase);
        var name = folder == 0 || (folder > 0 && path[folder - 1] == '/') ? path[(folder + "images/".Length)..] : path[(path.LastIndexOf('/') + 1)..];
        return name.Length == 0 ? "" : $" Did you mean “images/{Uri.EscapeDataString(name).Replace("%2F", "/", StringComparison.Ordinal)}”?";
    }

    /// <summary>A user name or password before the host: a message must not repeat it.</summary>
    public static bool HasUserInfo(string url) => UserInfo().IsMatch(url);

    private static bool IsNearHttp(string scheme) => DidYouMean.To(scheme.ToLowerInvariant(), ["http", "https"]) is not null || scheme.ToLowerInvariant() is "http" or "https";

    /// <summary>Looks like a host name or an IPv4 address rather than a file name.</summary>
    private static bool IsHost(string name) => IPAddress.TryParse(name, out _) ||
        name.Split('.') is [.., var first, var top] && first.Length > 0 && top.Length is >= 2 and <= 24 && (top.All(char.IsLetter) || top.StartsWith("xn--", StringComparison.Ordinal)) &&
        name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-') && !FileEndings.Contains(top);

    /// <summary>In one Unicode form, as file names and headings are. Unchanged if an escape stands for a character with a special meaning.</summary>
    private static string Decoded(string part)
    {
        var decoded = Unescaped(part);
        return decoded.Any(c => char.IsControl(c) || c is '\\' or '%' or '?' or '#') || decoded.Count(c => c == '/') != part.Count(c => c == '/') ? part : decoded;
    }

    private static string Unescaped(string part) => UnicodeText.Normalized(Uri.UnescapeDataString(part), NormalizationForm.FormC);

    /// <summary><c>articles/x.md</c> is <c>/articles/x</c>, <c>pages/x.md</c> is <c>/x</c>.</summary>
    private static string PathOf(string file)
    {
        var page = file.EndsWith(".md", StringComparison.Ordinal) ? file[..^3] : file;
        return page.StartsWith("pages/", StringComparison.Ordinal) ? page["pages".Length..] : $"/{page.TrimStart('/')}";
    }

    private static LinkAddress WithScheme(string scheme, string url) => scheme switch
    {
        "http" or "https" when Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && !HasUserInfo(url) => new Elsewhere(url),
        "mailto" when Recipient().IsMatch(url) => new Elsewhere(url),
        "tel" when url.Any(char.IsAsciiDigit) => new Elsewhere(url),
        _ => new NotAllowed(),
    };

    [GeneratedRegex(@"^\s*([a-zA-Z][a-zA-Z0-9+.\-]*)\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    /// <summary>The start of a web address, even mistyped: https://, http:/, https;//, https//, htps://.</summary>
    [GeneratedRegex(@"^\s*(?<scheme>[a-zA-Z]{3,7})\s*(?:[:;.,]\s*/{0,3}|//)(?=[^\s/])", RegexOptions.CultureInvariant)]
    private static partial Regex Web();

    [GeneratedRegex(@"^\s*(?:doi:\s*)?(?<doi>10\.[0-9]{4,9}/\S+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Doi();

    /// <summary>Another word than mailto before an e-mail address, or slashes after it.</summary>
    [GeneratedRegex(@"^\s*(?:e-?mail|mail|mial?to|mailt?o?|mail-to)\s*:\s*/{0,2}(?<to>[^@\s:/?]+@[^@\s:/?]+\.[^@\s:/?]+)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Mailbox();

    [GeneratedRegex(@"^\s*mailto\s*:[^?@]*[^?@\s/][^?@]*(?:@|%40)[^?@\s]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Recipient();

    [GeneratedRegex(@"^\s*https?:[/\\]*[^/?#\\]*@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex UserInfo();

    [GeneratedRegex(@"^(?:\.{1,2}/)+", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingDots();
}

/// <param name="Offset">In the file.</param>
internal sealed record LinkUse(string Written, LinkAddress Address, int Offset);
