using System.Globalization;

namespace BackSpasmSite.Reports.Intake;

/// <summary>Tells a number with a check digit from any other of its length.</summary>
internal static class CheckDigits
{
    /// <summary>Whether these digits can be a payment card's: a first digit that is given out, and Luhn's sum (ISO/IEC 7812-1).</summary>
    public static bool IsCard(string digits)
    {
        var isIssued = digits[0] is >= '3' and <= '6' || int.Parse(digits.AsSpan(0, 4), CultureInfo.InvariantCulture) is >= 2221 and <= 2720;
        if (!isIssued) return false;

        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? value : value < 5 ? 2 * value : 2 * value - 9;
        }

        return sum % 10 == 0;
    }

    /// <summary>How much of the beginning is an IBAN (ISO 13616: 15 to 34 characters, modulo 97); 0 for nothing.</summary>
    /// <param name="text">Small letters and digits in words, the first of which has two letters and two digits or begins so.</param>
    public static int IbanLength(ReadOnlySpan<char> text)
    {
        var head = Append(Append(Append(Append(0, text[0]), text[1]), text[2]), text[3]);
        var (rest, characters, digits) = (0, 4, 2);
        for (var end = 4; end < text.Length;)
        {
            var c = text[end++];
            if (c == ' ') continue;
            rest = Append(rest, c);
            characters++;
            if (char.IsAsciiDigit(c)) digits++;

            // Every country's has ten digits or more, which no sentence has; behind it, other words may follow.
            if ((end == text.Length || text[end] == ' ') && characters is >= 15 and <= 34 && digits >= 10 &&
                (rest * 1_000_000 + head) % 97 == 1) return end;
        }

        return 0;
    }

    // A letter counts as 10 to 35.
    private static int Append(int remainder, char c) =>
        char.IsAsciiDigit(c) ? (remainder * 10 + c - '0') % 97 : (remainder * 100 + c - 'a' + 10) % 97;
}
