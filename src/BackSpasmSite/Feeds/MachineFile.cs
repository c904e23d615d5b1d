using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Feeds;

/// <summary>A file as it is sent.</summary>
/// <param name="text">What is in it; null where there is no such file.</param>
internal sealed class MachineFile(string? text)
{
    private readonly byte[]? _bytes = text is null ? null : Encoding.UTF8.GetBytes(text);

    /// <summary>Made from the words, so that two machines with the same content give the same.</summary>
    private readonly EntityTagHeaderValue? _tag = text is null ? null
        : new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"");

    /// <summary>The answer to who asks for it: the file, 304 for who has it, or 404.</summary>
    /// <param name="type">Its media type.</param>
    /// <param name="name">What to save it as; null for a file that is read where it is.</param>
    // No Last-Modified: content is dated by the day, so a second change on one day would look like none.
    public IResult As(string type, string? name = null) =>
        _bytes is null ? Results.NotFound() : Results.Bytes(_bytes, type, name, entityTag: _tag);
}
