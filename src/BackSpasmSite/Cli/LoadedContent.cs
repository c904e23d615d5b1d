using BackSpasmSite.Content;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Options;
using Microsoft.Extensions.Options;

namespace BackSpasmSite.Cli;

/// <summary>The content a verb works on, read by the same rules as when the site is served.</summary>
/// <param name="Path">The content folder's full path.</param>
internal sealed record LoadedContent(string Path, Edition Edition)
{
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static LoadedContent Read(string[] settings, Caller caller)
    {
        var path = VerbSettings.Read<SiteOptions>(settings).ContentPath;
        return new LoadedContent(path, new EditionBuilder(new ContentFolder(path), drafts: false).Build(caller.Time.GetUtcNow()));
    }
}
