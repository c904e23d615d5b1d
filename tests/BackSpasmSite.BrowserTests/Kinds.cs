namespace BackSpasmSite.BrowserTests;

/// <summary>One address for every kind of page.</summary>
internal static class Kinds
{
    public const string Missing = "/articles/back-spasm-during-runing";

    public static readonly string[] OfPages =
    [
        "/", "/articles", "/topics", "/topics/warning-signs", "/people/editors",
        "/articles/back-spasm-during-running", "/articles/when-is-back-pain-an-emergency", "/about",
        "/editorial-policy", "/plagiarism-policy", "/corrections-policy", "/disclaimer", "/privacy", "/papers/french-2006", "/papers/alsaadi-2014",
        "/search", "/search?q=sciatica", "/search?q=numb+bum", "/search?q=zzzzzzzz",
        "/feedback/thanks?article=back-spasm-during-running&helpful=yes", "/feedback/thanks?article=back-spasm-during-running&helpful=no", "/feedback/back-spasm-during-running/s-remedies", Missing,
    ];
}
