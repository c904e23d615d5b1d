namespace BackSpasmSite.Options;

/// <summary>The services that papers are looked up at, for authors and editors only: the section <c>Lookup</c> of the settings.</summary>
internal sealed class LookupOptions
{
    public const string Section = "Lookup";

    /// <summary>The address of Crossref's service. The default is <c>https://api.crossref.org</c>.</summary>
    public string Crossref { get; set; } = "https://api.crossref.org";

    /// <summary>The address of PubMed's E-utilities. The default is <c>https://eutils.ncbi.nlm.nih.gov/entrez/eutils</c>.</summary>
    public string PubMed { get; set; } = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils";

    /// <summary>The address at which DOIs are resolved. The default is <c>https://doi.org</c>.</summary>
    public string Doi { get; set; } = "https://doi.org";

    /// <summary>The e-mail address that these services are told. The default is the contact in <c>site.yaml</c>, if that is one.</summary>
    public string? Contact { get; set; }

    /// <summary>The most seconds that one request may take. The default is 20.</summary>
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>How many requests a second one service gets at most. The default is 3, which PubMed allows everybody.</summary>
    public int RequestsPerSecond { get; set; } = 3;

    /// <summary>For how many days a record is kept in the data folder; 0 keeps none. The default is 30.</summary>
    public int CacheDays { get; set; } = 30;
}
