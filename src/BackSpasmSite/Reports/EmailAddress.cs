using System.Text;
using BackSpasmSite.Reports.Intake;
using MimeKit;

namespace BackSpasmSite.Reports;

/// <summary>An e-mail address that mail can be sent to.</summary>
internal static class EmailAddress
{
    /// <summary>Reads an address and nothing but an address: no name, no comment, no second one.</summary>
    /// <returns>Null for what is no address, or for one that few mail servers take.</returns>
    public static MailboxAddress? Parse(string text) =>
        text.Length <= Limits.Email &&
        !text.Any(char.IsControl) &&
        MailboxAddress.TryParse(text, out var address) &&
        // As typed, or as a browser sends a domain with other letters: the library reads the one as the other.
        (address.Address == text || address.GetAddress(idnEncode: true) == text) &&
        IsAscii(address.LocalPart) &&
        // Not an address on the network either: readers have no business sending our mail server to one.
        Uri.CheckHostName(address.Domain) is UriHostNameType.Dns
            ? address
            : null;

    /// <summary>Other letters need an extension (RFC 6531) of every server on the way. In the domain they do not.</summary>
    private static bool IsAscii(string localPart) => Ascii.IsValid(localPart);
}
