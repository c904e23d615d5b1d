using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace BackSpasmSite.Http;

/// <summary>
/// The framework's encoder, with words left as words, and with one mistake mended: it writes the control characters U+0080
/// to U+009F as numbers, by which browsers understand other characters (HTML, 13.2.5.80: those of Windows-1252). Written as
/// they are, they come back as they were typed.
/// </summary>
internal sealed unsafe class HtmlTextEncoder : HtmlEncoder
{
    private readonly HtmlEncoder _framework = Create(UnicodeRanges.All);

    public override int MaxOutputCharactersPerInputCharacter => _framework.MaxOutputCharactersPerInputCharacter;

    public override int FindFirstCharacterToEncode(char* text, int textLength) => _framework.FindFirstCharacterToEncode(text, textLength);

    public override bool WillEncode(int unicodeScalar) => !IsMisread(unicodeScalar) && _framework.WillEncode(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsMisread(unicodeScalar))
            return _framework.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        numberOfCharactersWritten = bufferLength > 0 ? 1 : 0;
        if (bufferLength > 0) *buffer = (char)unicodeScalar;
        return bufferLength > 0;
    }

    private static bool IsMisread(int unicodeScalar) => unicodeScalar is >= 0x80 and <= 0x9F;
}
