using BackSpasmSite.Feeds;

namespace BackSpasmSite.Tests.Feeds;

public sealed class SecurityTextTests
{
    [Fact]
    public void It_has_what_RFC_9116_requires() => Assert.Equal(
        "Contact: mailto:ann@backs.example\nExpires: 2027-10-01T00:00:00Z\nPreferred-Languages: en\nCanonical: https://backs.example/.well-known/security.txt\n",
        Text("ann@backs.example", new DateOnly(2026, 11, 25)));

    [Theory]
    [InlineData("2026-11-01", "2027-10-01")]
    [InlineData("2026-11-30", "2027-10-01")]
    [InlineData("2026-12-01", "2027-11-01")]
    [InlineData("2024-02-29", "2025-01-01")]
    public void It_expires_within_a_year_and_changes_once_a_month(string today, string expires) =>
        Assert.Contains($"\nExpires: {expires}T00:00:00Z\n", Text("ann@backs.example", DateOnly.Parse(today, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://backs.example/contact?a=ä", "https://backs.example/contact?a=%C3%A4")]
    [InlineData("a+b&c@backs.example", "mailto:a%2Bb%26c@backs.example")]
    public void A_contact_is_an_address_that_can_be_followed(string contact, string address) =>
        Assert.StartsWith($"Contact: {address}\n", Text(contact, new DateOnly(2026, 11, 25)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("https://[")]
    public void Without_a_contact_there_is_none(string? contact) => Assert.Null(Text(contact, new DateOnly(2026, 11, 25)));

    private static string? Text(string? contact, DateOnly today)
    {
        using var content = ContentOnDisk.Small();
        var edition = content.Build();
        return SecurityText.Of(edition with { Date = today, Site = edition.Site with { Contact = contact } }, new Uri("https://backs.example"));
    }
}
