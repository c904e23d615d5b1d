using System.Text;
using BackSpasmSite.Reports.Intake;
using MimeKit;

namespace BackSpasmSite.Reports;

/// <summary>Recognises an e-mail address that mail can be sent to.</summary>
internal static class EmailAddress
{
    /// <summary>Parses a bare address, without a name, a comment or a second address.</summary>
    /// <returns>Null if it is not an address, or one that few mail servers accept.</returns>
    public static MailboxAddress? Parse(string text) =>
        text.Length <= Limits.Email &&
        !text.Any(char.IsControl) &&
        MailboxAddress.TryParse(text, out var address) &&
        // As typed, or with the domain in Punycode as browsers send it, which the library decodes.
        (address.Address == text || address.GetAddress(idnEncode: true) == text) &&
        IsAscii(address.LocalPart) &&
        // Not an IP address either: readers must not be able to send our mail server to one.
        Uri.CheckHostName(address.Domain) is UriHostNameType.Dns
            ? address
            : null;

    /// <summary>Other letters would need an extension (RFC 6531) on every server on the way. In the domain they would not.</summary>
    private static bool IsAscii(string localPart) => Ascii.IsValid(localPart);
}
