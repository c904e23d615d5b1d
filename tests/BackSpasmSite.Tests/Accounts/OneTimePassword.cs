using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace BackSpasmSite.Tests.Accounts;

/// <summary>An editor's app, after RFC 6238 and RFC 4226.</summary>
internal static class OneTimePassword
{
    /// <param name="key">In base 32, with or without spaces.</param>
    /// <param name="later">How many steps of 30 s from now; the site accepts two steps before and after.</param>
    /// <remarks>Identity reads the machine's clock, so this does too.</remarks>
    public static string Of(string key, int later = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + later);
        // RFC 6238 uses SHA-1 by default, and apps support nothing else.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decode(key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string key)
    {
        var bits = string.Concat(key.Where(char.IsAsciiLetterOrDigit).Select(template => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(template).ToString("b5", CultureInfo.InvariantCulture)));
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }
}
