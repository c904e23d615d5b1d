namespace BackSpasmSite;

// Stub of branch look: Operations writes the real one.
internal sealed class SiteOptions
{
    public string ContentPath { get; set; } = "content";

    public Uri BaseUrl { get; set; } = new("http://localhost:5080");
}
