namespace BackSpasmSite.Options;

/// <summary>What an operator decides: the section <c>Site</c> of the settings.</summary>
internal sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>
    /// The folder with everything authors write. A relative path counts from where the program was called; what is
    /// read here is always a full path. The default is <c>content</c>.
    /// </summary>
    public string ContentPath { get; set; } = "content";

    /// <summary>
    /// The folder with everything the site itself writes, in the same way a full path. The default is <c>data</c>.
    /// </summary>
    public string DataPath { get; set; } = "data";

    /// <summary>
    /// What readers type before the first slash, without a slash at its end. Never taken from a request.
    /// The default is <c>http://localhost:5080</c>.
    /// </summary>
    public string BaseUrl { get; set; } = "http://localhost:5080";

    /// <summary>Whether readers come by HTTPS.</summary>
    public bool IsHttps => BaseUrl.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>How many seconds the site takes to stop at most: what is not answered by then is broken off. The default is 10.</summary>
    public int ShutdownSeconds { get; set; } = 10;

    /// <summary>The proxies, as addresses or networks such as <c>10.0.0.0/8</c>, whose word on who asks is taken. The default is none.</summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];
}
