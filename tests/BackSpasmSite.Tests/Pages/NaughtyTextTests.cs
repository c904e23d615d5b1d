using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace BackSpasmSite.Tests.Pages;

/// <summary>Whatever a reader types is stored exactly as typed, and shown as text and never as markup.</summary>
public abstract class NaughtyTextTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["right to left"] = "שלום עולם, مرحبا",
        ["a bidirectional override"] = "abc \u202Egnp.exe\u202C \u2066def\u2069 \u200F\u200E\u061C",
        ["zero-width characters"] = "a\u200Bb\u200Cc\u200Dd\u2060e\u00ADf",
        ["a tower of combining marks"] = "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E a\u0308 \u00E4 \u212B",
        ["emoji"] = "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇬🇧 1️⃣",
        ["beyond the first plane"] = "𝒜𠜎\U000E0041\U0010FFFD𐍈",
        ["a private character"] = "\uE000\uF8FF",
        ["a script"] = "<script>alert(1)</script><!-- --><img src=x onerror=alert(1)>",
        ["the end of its field"] = "</textarea></dd></p><script>alert(1)</script>\" autofocus onfocus=alert(1) x=\"",
        ["quotes and ampersands"] = "\"&'<>`&amp;&#x41;&#65;&lt;&unknown;&copy",
        ["what templates look for"] = "@Html.Raw(1) @(1+1) {{7*7}} ${7*7} #{7*7} <%= 7*7 %> {0} %s %n %00 \\u0041",
        ["the end of CDATA"] = "<![CDATA[ x ]]> ]]>",
        ["SQL"] = "'; DROP TABLE Reports; -- \" OR 1=1 /* % _ \\",
        ["a formula"] = "=HYPERLINK(\"https://example.org\")",
        ["lines of white space around it"] = "\n\n  \t a \t  \n\n",
        ["one line before it"] = "\na",
        ["a tab and spaces"] = "\ta  b   c\t ",
        ["odd spaces"] = "\u00A0a\u2003b\u3000c\u2028d\u2029e\u180Ef\u202Fg",
        ["a byte-order mark"] = "a\uFEFFb\uFEFF",
        ["a replacement character"] = "a\uFFFDb\uFFFCc",
        ["characters that are none"] = "a\uFFFE\uFFFF\uFDD0\U0001FFFEb",
        ["control characters"] = "a" + Characters(0x01, 0x08) + Characters(0x0B, 0x0C) + Characters(0x0E, 0x1F) + "b",
        ["later control characters"] = "a" + Characters(0x7F, 0x9F) + "b",
        ["what a wrong character set makes of an apostrophe"] = "it\u0092s \u0085 \u0093so\u0094",
        ["the address of a program"] = "javascript:alert(1) data:text/html,<b> file:///etc/passwd",
        ["letters that look like others"] = "раураl.com İstanbul ıI ß ẞ ﬁ Ⅳ ½",
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_comes_back_on_the_receipt_and_stands_in_the_database(string name)
    {
        var typed = Texts[name];
        foreach (var multipart in (bool[])[false, true])
        {
            (string, string)[] fields =
            [
                ("article", Reader.Article), ("message", typed), ("quote", typed), ("quote-prefix", Short(typed)), ("quote-suffix", multipart ? Short(typed) : ""),
                ("personal-data", "keep"),
            ];
            using var form = multipart ? Reader.Multipart(fields) : (HttpContent)Reader.UrlEncoded(fields);
            using var answer = await shared.Browser.PostAsync("/feedback", form, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            var page = await shared.Browser.PageAsync(answer.Target());

            Assert.Equal([Shown(typed), Shown(typed)], page.QuerySelectorAll("dd.typed").Select(item => item.TextContent));
            Assert.All(page.QuerySelectorAll("dd.typed"), item => Assert.Empty(item.Children));
            var row = $"FROM Reports WHERE Receipt = '{answer.Target()[^32..]}'";
            Assert.Equal([typed], shared.Site.Database.Read($"SELECT Message {row}"));
            Assert.Equal([typed], shared.Site.Database.Read($"SELECT Quote {row}"));
            Assert.Equal([Short(typed)], shared.Site.Database.Read($"SELECT QuotePrefix {row}"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_comes_back_in_the_form_that_has_to_be_sent_again(string name)
    {
        var typed = Texts[name];
        using var answer = await shared.Browser.FillInAsync(
            ("article", Reader.Article), ("concern", "nonsense"), ("message", typed), ("quote", typed), ("quote-prefix", typed), ("quote-suffix", typed),
            ("section", typed), ("leave-empty", typed));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.PageAsync();

        Assert.Equal(Shown(typed), page.QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
        Assert.Equal(Shown(typed), page.QuerySelector<IHtmlTextAreaElement>("#f-quote")!.Value);
        Assert.All(
            ["input[name='quote-prefix']", "input[name='quote-suffix']", "#f-leave-empty", "#f-section option:checked"],
            field => Assert.Equal(Shown(typed), page.QuerySelector(field)!.GetAttribute("value")));
        Assert.Equal(["/feedback", "/search"], page.QuerySelectorAll("script").Select(script => script.GetAttribute("src")!.Split('.')[0]).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_comes_back_with_the_hint_about_personal_data(string name)
    {
        var typed = $"{Texts[name]} ann@example.org {Texts[name]}";
        using var answer = await shared.Browser.ReportAsync(typed);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);

        Assert.Equal(Shown(typed), (await answer.PageAsync()).QuerySelector<IHtmlTextAreaElement>("#f-message")!.Value);
    }

    [Fact]
    public async Task A_byte_order_mark_or_markup_in_an_article_s_name_is_only_a_wrong_name()
    {
        foreach (var article in (string[])["\uFEFFheat-or-ice", "heat-or-ice\u200B", "<script>", "ｈeat-or-ice", "HEAT-OR-ICE"])
            Assert.Equal(HttpStatusCode.BadRequest, (await shared.Browser.FillInAsync(("article", article), ("message", "Words."))).StatusCode);
    }

    /// <summary>
    /// U+0080 to U+009F are output as references, which browsers read as Windows-1252 (HTML, 13.2.5.80). That is the character
    /// the writer meant.
    /// </summary>
    private static string Shown(string text) => string.Concat(text.Select(character => character is >= '\u0080' and <= '\u009F'
        ? CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString([(byte)character])
        : $"{character}"));

    /// <summary>At most 64 UTF-16 units, without half a surrogate pair.</summary>
    private static string Short(string text) =>
        text.Length <= 64 ? text : text[..(char.IsHighSurrogate(text[63]) ? 63 : 64)];

    private static string Characters(int first, int last) =>
        string.Concat(Enumerable.Range(first, last - first + 1).Select(number => ((char)number).ToString(CultureInfo.InvariantCulture)));

    public sealed class OnSqlite(SharedSite shared) : NaughtyTextTests(shared);

    public sealed class OnPostgreSql(SharedSite shared) : NaughtyTextTests(shared);
}
