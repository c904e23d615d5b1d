using System.Text;
using BackSpasmSite.Http;

namespace BackSpasmSite.Tests.Http;

public sealed class HtmlSpaceTests
{
    [Theory]
    [InlineData("<p>\n    one\n\n  two  three  </p>\r\n\r\n", "<p>one\ntwo  three</p>\n")]
    [InlineData("<ul>\n  <li> a</li>\n\n  <li>b\n</li>\n</ul>\ntext\n<p\n  class=\"b\">\nc", "<ul><li>a</li>\n<li>b</li></ul>\ntext\n<p\nclass=\"b\">c")]
    [InlineData("a\n  <b> b </b>\n  <a href=\"/\">\nc</a>\n", "a\n<b> b </b>\n<a href=\"/\">\nc</a>\n")]
    [InlineData("<meter>\n<p >\n< p>\n a > b\n</meter>\n</dd >", "<meter>\n<p >< p>\na > b\n</meter></dd >")]
    [InlineData("<pre>\n  a\n\n  b</pre>\n  <b>", "<pre>\n  a\n\n  b</pre>\n<b>")]
    [InlineData("<textarea name=\"a\">\n\n typed</textarea>", "<textarea name=\"a\">\n\n typed</textarea>")]
    [InlineData("<script type=\"x\">a\n  b</script>\n  c", "<script type=\"x\">a\n  b</script>\nc")]
    [InlineData("<code data-copy=\"x\">a\n\n  b</code>\n  c", "<code data-copy=\"x\">a\n\n  b</code>\nc")]
    [InlineData("<pretty>\n  a", "<pretty>\na")]
    [InlineData("<pre>\n  never ends", "<pre>\n  never ends")]
    [InlineData("<title>\n a</title>\n<meta name=\"b\">\n<link\n rel=\"c\">\n  <script>\n</script>", "<title>a</title>\n<meta name=\"b\"><link\nrel=\"c\"><script>\n</script>")]
    [InlineData("a <b", "a <b")]
    [InlineData("<", "<")]
    [InlineData("", "")]
    [InlineData("  é\n ü\n", "  é\nü\n")]
    public void Only_what_no_reader_sees_is_left_out(string html, string collapsed) =>
        Assert.Equal(collapsed, Encoding.UTF8.GetString(HtmlSpace.Collapse(Encoding.UTF8.GetBytes(html))));
}
