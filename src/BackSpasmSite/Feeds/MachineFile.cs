using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace BackSpasmSite.Feeds;

/// <summary>A file as it is sent.</summary>
/// <param name="text">What is in it; null where there is no such file.</param>
internal sealed class MachineFile(string? text)
{
    public byte[]? Bytes { get; } = text is null ? null : Encoding.UTF8.GetBytes(text);

    /// <summary>Made from the words, so that two machines with the same content give the same.</summary>
    public EntityTagHeaderValue? Tag { get; } = text is null ? null
        : new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"");
}
