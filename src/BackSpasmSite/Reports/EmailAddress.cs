using System.Text;
using BackSpasmSite.Reports.Intake;
using MimeKit;

namespace BackSpasmSite.Reports;

internal static class EmailAddress
{
    /// <summary>Accepts a bare address only. Null for anything else, and for addresses that few mail servers accept.</summary>
    public static MailboxAddress? Parse(string text) =>
        text.Length <= FormLimits.Email &&
        !text.Any(char.IsControl) &&
        MailboxAddress.TryParse(text, out var address) &&
        // As typed, or with the domain in Punycode, as browsers send it and the library decodes it.
        (address.Address == text || address.GetAddress(idnEncode: true) == text) &&
        IsAscii(address.LocalPart) &&
        // No IP addresses: readers must not be able to send our mail server to one.
        Uri.CheckHostName(address.Domain) is UriHostNameType.Dns
            ? address
            : null;

    /// <summary>Other letters before the @ need an extension (RFC 6531) on every server on the way; in the domain they don't.</summary>
    private static bool IsAscii(string localPart) => Ascii.IsValid(localPart);
}
