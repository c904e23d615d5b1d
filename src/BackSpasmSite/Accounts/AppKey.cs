using QRCoder;

namespace BackSpasmSite.Accounts;

/// <summary>What an app for one-time passwords has to know: by its camera, or typed.</summary>
/// <param name="Key">The secret, in base 32.</param>
/// <param name="Site">Shown in the app.</param>
/// <param name="Name">The editor's, shown in the app.</param>
internal sealed record AppKey(string Key, string Site, string Name)
{
    /// <summary>In groups of four, to be typed.</summary>
    public string InGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>As the apps agree on (Google Authenticator's “Key URI Format”).</summary>
    public string Address => $"otpauth://totp/{Uri.EscapeDataString(Site)}:{Uri.EscapeDataString(Name)}?secret={Key}&issuer={Uri.EscapeDataString(Site)}&digits=6&period=30";

    /// <summary>The address as a square that a camera reads, as SVG for inside a page.</summary>
    public string Svg()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.WidthHeightAttribute);
    }
}
