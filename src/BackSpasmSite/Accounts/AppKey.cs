using QRCoder;

namespace BackSpasmSite.Accounts;

/// <param name="Key">The secret, in base 32.</param>
internal sealed record AppKey(string Key, string Site, string Name)
{
    public string InGroups => string.Join(' ', Key.Chunk(4).Select(group => new string(group)));

    /// <summary>Google Authenticator's “Key URI Format”, which all apps understand.</summary>
    public string Address => $"otpauth://totp/{Uri.EscapeDataString(Site)}:{Uri.EscapeDataString(Name)}?secret={Key}&issuer={Uri.EscapeDataString(Site)}&digits=6&period=30";

    public string Svg()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000", "#fff", drawQuietZones: true, SvgQRCode.SizingMode.WidthHeightAttribute);
    }
}
