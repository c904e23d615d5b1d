namespace BackSpasmSite.Options;

/// <summary>The section <c>Site</c> of the settings.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>
    /// The folder with everything authors write. A relative path counts from the current directory; the value
    /// read here is always a full path. The default is <c>content</c>.
    /// </summary>
    public string ContentPath { get; set; } = "content";

    /// <summary>
    /// The folder for everything the site itself writes; also a full path. The default is <c>data</c>.
    /// </summary>
    public string DataPath { get; set; } = "data";

    /// <summary>
    /// The public address of the site, without a slash at the end. Never taken from a request.
    /// The default is <c>http://localhost:5080</c>.
    /// </summary>
    public string BaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>Whether readers use HTTPS.</summary>
    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The most seconds the site takes to stop; requests still running then are cancelled. The default is 10.</summary>
    public int ShutdownSeconds { get; set; } = 10;

    /// <summary>How many megabytes rendered pages may take in memory; 0 renders each page for each request. The default is 64.</summary>
    public int PageMemoryMegabytes { get; set; } = 64;

    /// <summary>Whether a page that is served from memory is a line in the log, like every other request. The default is no.</summary>
    public bool LogPagesFromMemory { get; set; }

    /// <summary>The proxies whose forwarded headers are trusted, as addresses or networks such as <c>10.0.0.0/8</c>. The default is none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];
}
