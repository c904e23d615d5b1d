using System.Security.Cryptography;
using BackSpasmSite.Content.Diagnostics;

namespace BackSpasmSite.Content.Files;

/// <summary>Reads what a page has to know of a picture.</summary>
internal static class ImageReader
{
    /// <summary>The picture, or null with the reason added to the problems.</summary>
    public static ImageFile? Read(ContentFile file, byte[] bytes, ICollection<Problem> problems)
    {
        var extension = System.IO.Path.GetExtension(file.Path).ToLowerInvariant();
        if (ImageSize.Of(extension, bytes) is { } size)
        {
            if (ImageSize.IsTooLarge(size.Width, size.Height)) problems.Add(FileProblems.TooManyPixels(file.Path, size.Width, size.Height));
            if (extension != ".svg" && Exif.IsPlaceIn(bytes)) problems.Add(FileProblems.TellsThePlace(file.Path));
            return new ImageFile(file.Path, size.Width, size.Height, Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]);
        }

        problems.Add(FileProblems.NotAPicture(file.Path));
        return null;
    }
}
