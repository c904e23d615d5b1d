namespace BackSpasmSite.Options;

/// <summary>The section <c>Site</c> of the settings.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>What authors write; relative to the current directory, and always a full path once read. The default is <c>content</c>.</summary>
    public string ContentPath { get; set; } = "content";

    /// <summary>Everything the site itself writes; a full path as above. The default is <c>data</c>.</summary>
    public string DataPath { get; set; } = "data";

    /// <summary>The public address without a slash at the end; never taken from a request. The default is <c>http://localhost:5080</c>.</summary>
    public string BaseUrl { get; set; } = "http://localhost:5080";

    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Requests still running then are cancelled. The default is 10.</summary>
    public int ShutdownSeconds { get; set; } = 10;

    /// <summary>For rendered pages in memory; 0 renders each page for each request. The default is 64.</summary>
    public int PageMemoryMegabytes { get; set; } = 64;

    /// <summary>Pages served from memory are logged like every other request. The default is no.</summary>
    public bool LogPagesFromMemory { get; set; }

    /// <summary>The default is text in Development and JSON elsewhere.</summary>
    public LogFormat? LogFormat { get; set; }

    /// <summary>Addresses or networks such as <c>10.0.0.0/8</c> whose forwarded headers are trusted. The default is none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];
}

internal enum LogFormat
{
    /// <summary>One object a line.</summary>
    Json,

    /// <summary>Time, level and message, for people and <c>journalctl</c>.</summary>
    Text,
}
