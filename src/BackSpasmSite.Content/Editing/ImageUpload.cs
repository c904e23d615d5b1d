using System.Text.RegularExpressions;
using BackSpasmSite.Content.Files;
using BackSpasmSite.Content.Text;

namespace BackSpasmSite.Content.Editing;

internal static partial class ImageUpload
{
    /// <summary>The most that a reader should have to load.</summary>
    public const int MostBytes = 5 * 1024 * 1024;

    private const int LongestName = 80;

    /// <summary>
    /// Returns the path in the content folder, such as <c>images/heat-wrap.png</c>. The kind is taken from the bytes, metadata is removed, and
    /// nothing is overwritten: a name that is taken gets a number.
    /// </summary>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written.</exception>
    public static Outcome<string> Keep(string name, byte[] bytes, string contentPath)
    {
        if (bytes.Length == 0) return Outcome<string>.Refused("Choose another picture: this file is empty.");
        if (bytes.Length > MostBytes)
            return Outcome<string>.Refused($"The picture has {bytes.Length / 1048576.0:0.0} MB; the limit is 5 MB. Make it smaller: a width of 1600 pixels is plenty.");
        if (ImageKind.Of(bytes) is not { } extension)
            return Outcome<string>.Refused("This is not a picture that browsers can show. Save it as png, jpg, webp, avif, gif or svg (an svg needs a width and a height, or a viewBox).");
        if (ImageSize.Of(extension, bytes) is var (width, height) && ImageSize.IsTooLarge(width, height))
            return Outcome<string>.Refused($"The picture has {width:N0} × {height:N0} pixels; the limit is 50 million. Make it smaller: a width of 1600 pixels is plenty.");
        if (extension == ".svg" && SvgCheck.Validate(bytes) is { } error) return Outcome<string>.Refused(error);
        var stem = Stem(name);
        if (WindowsNames.Validate(stem) is { } reserved) return Outcome<string>.Refused($"{reserved} Give the picture another name, then choose it again.");
        var (cleaned, uncleaned) = ImageCleaning.Clean(extension, bytes);
        if (cleaned is null) return Outcome<string>.Refused(uncleaned!);
        if (!ImageCleaning.IsWhole(extension, cleaned)) return Outcome<string>.Refused("The end of this picture is missing: the file was cut off while it was saved or copied. Save or copy it again, and check that it opens.");

        var folder = Path.Combine(contentPath, "images");
        Directory.CreateDirectory(folder);
        if (!RealPath.Of(folder).StartsWith(RealPath.Of(contentPath) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Outcome<string>.Refused("The folder for pictures is a link that leads out of the content folder, so nothing was saved.");

        return $"images/{Write(folder, stem, extension, cleaned)}";
    }

    /// <summary>Escapes the alt text and the caption.</summary>
    public static string Markdown(string path, string alt, string caption)
    {
        var figure = $"![{Special().Replace(LineText.InOneLine(alt), @"\$0")}]({path}";
        return LineText.InOneLine(caption) is { Length: > 0 } words ? $"{figure} \"{InQuotes().Replace(words, @"\$0")}\")" : $"{figure})";
    }

    private static string Write(string folder, string stem, string extension, byte[] bytes)
    {
        for (var number = 1; ; number++)
        {
            var name = number == 1 ? $"{stem}{extension}" : $"{stem}-{number}{extension}";
            if (AtomicFile.TryCreate(Path.Combine(folder, name), stream => stream.Write(bytes))) return name;
        }
    }

    private static string Stem(string name)
    {
        var file = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var stem = file.LastIndexOf('.') is var dot and > 0 ? file[..dot] : file;
        if (!Slug.TryFrom(stem, out var slug)) return "picture";
        var whole = slug.ToString();
        return whole.Length <= LongestName ? whole : whole[..LongestName].Trim('-');
    }

    [GeneratedRegex(@"[\\\[\]*_`<>&!~^""'$]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex(@"[\\""]", RegexOptions.CultureInvariant)]
    private static partial Regex InQuotes();
}

/// <summary>Looks at the bytes, whatever the file is called.</summary>
internal static class ImageKind
{
    private static readonly string[] Extensions = [".png", ".jpg", ".webp", ".avif", ".gif", ".svg"];

    /// <summary>With its dot; null if it is not a picture that the site shows.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        foreach (var extension in Extensions)
            if (ImageSize.Of(extension, bytes) is not null) return extension;
        return null;
    }
}
