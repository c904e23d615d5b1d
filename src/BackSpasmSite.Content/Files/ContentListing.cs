using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>What the content folder held at one moment.</summary>
/// <param name="Files">The files the site is made of, sorted by path.</param>
/// <param name="Problems">What is wrong with the names and places of files.</param>
internal sealed record ContentListing(IReadOnlyList<ContentFile> Files, IReadOnlyList<Problem> Problems)
{
    /// <summary>True when two listings show the same files in the same versions.</summary>
    public bool Shows(ContentListing other) => Files.SequenceEqual(other.Files) && Problems.SequenceEqual(other.Problems);

    public ContentFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    /// <summary>The Markdown files directly in a folder.</summary>
    public IEnumerable<ContentFile> Markdown(string folder) => Files.Where(file =>
        file.Path.StartsWith($"{folder}/", StringComparison.Ordinal) &&
        file.Path.EndsWith(".md", StringComparison.Ordinal));

    /// <summary>The same with one file as it is given, whether there is one of that path or not.</summary>
    public ContentListing With(ContentFile file) => this with
    {
        Files = [.. Files.Where(other => other.Path != file.Path).Append(file).OrderBy(other => other.Path, StringComparer.Ordinal)],
    };

    public IEnumerable<ContentFile> Images => Files.Where(file =>
        file.Path.StartsWith("images/", StringComparison.Ordinal));
}
