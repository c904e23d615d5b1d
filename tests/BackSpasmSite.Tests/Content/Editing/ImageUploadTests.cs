using System.Text;
using AngleSharp.Html.Parser;
using BackSpasmSite.Content.Editing;

namespace BackSpasmSite.Tests.Content.Editing;

public sealed class ImageUploadTests : IDisposable
{
    private static readonly byte[] Png = Photograph.Of(".png", 320, 240, []);
    private static readonly byte[] Gif = Photograph.Of(".gif", 320, 240, []);

    private readonly ContentOnDisk _content = ContentOnDisk.Small();

    [Theory]
    [InlineData("Heat Wrap.PNG", "images/heat-wrap.png")]
    [InlineData("photo.jpg", "images/photo.png")]
    [InlineData("../../etc/passwd", "images/passwd.png")]
    [InlineData("C:\\Pictures\\Wärme & Kälte.jpeg", "images/warme-kalte.png")]
    [InlineData(".htaccess", "images/htaccess.png")]
    [InlineData("図.png", "images/picture.png")]
    [InlineData("", "images/picture.png")]
    [InlineData("x\0.svg.exe", "images/x-svg.png")]
    public void The_name_is_safe_and_ends_as_the_bytes_say(string name, string path)
    {
        Assert.Equal(path, ImageUpload.Keep(name, Png, _content.Path).Value);
        Assert.Equal(Png, File.ReadAllBytes(_content.FullPath(path)));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(_content.FullPath("images")).Count());
    }

    [Fact]
    public void A_long_name_is_cut() =>
        Assert.Equal($"images/{new string('a', 79)}.png", ImageUpload.Keep($"{new string('a', 79)}-{new string('b', 300)}.png", Png, _content.Path).Value);

    [Fact]
    public void What_is_there_is_never_overwritten()
    {
        Assert.Equal("images/a.png", ImageUpload.Keep("a.png", Png, _content.Path).Value);
        Assert.Equal("images/a-2.png", ImageUpload.Keep("a.png", Png, _content.Path).Value);
        Assert.Equal("images/a.gif", ImageUpload.Keep("a.png", Gif, _content.Path).Value);

        var paths = new string?[8];
        Parallel.For(0, 8, i => paths[i] = ImageUpload.Keep("b.gif", Gif, _content.Path).Value);
        Assert.Equal(8, paths.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("MZ program")]
    [InlineData("<html><body>no</body></html>")]
    [InlineData("GIF")]
    public void What_is_no_picture_is_refused(string bytes) => AssertRefused(Encoding.UTF8.GetBytes(bytes));

    [Fact]
    public void A_telephones_heic_is_no_avif() =>
        AssertRefused([0, 0, 0, 16, .. "ftypheic"u8, 0, 0, 0, 0, 0, 0, 0, 20, .. "ispe"u8, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9]);

    [Fact]
    public void What_is_too_large_is_refused() => AssertRefused([.. Png, .. new byte[ImageUpload.MostBytes]]);

    [Theory]
    [InlineData(".png", 12)]
    [InlineData(".jpg", 2)]
    [InlineData(".webp", 1)]
    [InlineData(".avif", 1)]
    [InlineData(".gif", 1)]
    public void A_picture_without_its_end_is_refused(string extension, int end)
    {
        var whole = Photograph.Of(extension, 320, 240, []);
        Assert.NotNull(ImageUpload.Keep("whole", whole, _content.Path).Value);

        for (var length = whole.Length - end; length >= 0; length--)
        {
            var (path, error) = ImageUpload.Keep("cut", whole[..length], _content.Path);
            Assert.True(path is null, $"{length} of {whole.Length} bytes");
            if (ImageKind.Of(whole.AsSpan(0, length)) is not null) Assert.Contains("The end of this picture is missing", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<SCRIPT/>")]
    [InlineData("<x:script xmlns:x='http://www.w3.org/2000/svg'/>")]
    [InlineData("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>")]
    [InlineData("<circle r='1' onload='alert(1)'/>")]
    [InlineData("<circle r='1' ONCLICK='alert(1)'/>")]
    [InlineData("<a href='https://example.org'><circle r='1'/></a>")]
    [InlineData("<a xmlns:l='http://www.w3.org/1999/xlink' l:href='javascript:alert(1)'/>")]
    [InlineData("<image href='//example.org/x.png'/>")]
    [InlineData("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>")]
    [InlineData("<use href='other.svg#a'/>")]
    [InlineData("<style>@import 'x.css';</style>")]
    [InlineData("<style>circle { fill: url(https://example.org/x) }</style>")]
    [InlineData("<style><![CDATA[circle { fill: u\\72l(//example.org) }]]></style>")]
    [InlineData("<style>circle { background: image-set('x.png' 1x) }</style>")]
    [InlineData("<circle r='1' style='fill: URL( \"//example.org/x\" )'/>")]
    [InlineData("<circle r='1' fill='url(//example.org/x#a)'/>")]
    [InlineData("<set attributeName='xlink:href' to='javascript:alert(1)'/>")]
    [InlineData("<g xml:base='https://example.org/'/>")]
    [InlineData("<iframe src='x'/>")]
    [InlineData("<?xml-stylesheet href='x.css'?>")]
    [InlineData("<style>@im<![CDATA[port 'x.css']]>;</style>")]
    [InlineData("<style>@im<!-- x -->port 'x.css';</style>")]
    [InlineData("<style>@im<x/>port 'x.css';</style>")]
    [InlineData("<style>@im<![CDATA[p]]><!----><![CDATA[ort]]> 'x.css';</style>")]
    [InlineData("<style>@\\69mport 'x.css';</style>")]
    [InlineData("<style>@\\000069 mport 'x.css';</style>")]
    [InlineData("<style>circle { fill: \\75\\72\\6c(//example.org) }</style>")]
    [InlineData("<style>circle { fill: u\\rl(//example.org) }</style>")]
    [InlineData("<style>circle { fill: ur/**/l(#a), url(/**///example.org) }</style>")]
    [InlineData("<style>circle { fill: &#117;rl(//example.org) }</style>")]
    [InlineData("<STYLE>@import 'x.css';</STYLE>")]
    [InlineData("<circle r='1' style='fill: u\\72l(//example.org)'/>")]
    [InlineData("<circle r='1' filter='u\\72l(other.svg#f)'/>")]
    [InlineData("<set attributeName='onclick' to='alert(1)'/>")]
    [InlineData("<animate attributeName=' ONLOAD ' values='alert(1)'/>")]
    [InlineData("<animate attributeName='href' values='#a'/>")]
    [InlineData("<set attributeName='fill' to='url(//example.org)'/>")]
    [InlineData("<animate attributeName='style' values='fill:red;fill:u\\72l(//example.org)'/>")]
    [InlineData("<circle r='1' xmlns:e='http://www.w3.org/2001/xml-events' e:onclick='alert(1)'/>")]
    [InlineData("<image xmlns='http://www.w3.org/1999/xhtml'/>")]
    [InlineData("<h:link xmlns:h='http://www.w3.org/1999/xhtml' rel='stylesheet' href='#a'/>")]
    [InlineData("<link xmlns='http://www.w3.org/1999/xhtml' rel='stylesheet'/>")]
    [InlineData("<meta http-equiv='refresh' content='0;url=//example.org'/>")]
    [InlineData("<animateMotion><mpath href='other.svg#p'/></animateMotion>")]
    [InlineData("<a href='&#106;avascript:alert(1)'/>")]
    [InlineData("<a href='java&#10;script:alert(1)'/>")]
    [InlineData("<embed/>")]
    [InlineData("<object data='x'/>")]
    [InlineData("<audio/>")]
    [InlineData("<video poster='x'/>")]
    [InlineData("<handler type='text/javascript'/>")]
    [InlineData("<cursor href='x.cur'/>")]
    [InlineData("<font-face-uri href='x.woff'/>")]
    [InlineData("<style>@font-face { src: url(x.woff) }</style>")]
    public void A_drawing_that_does_more_than_show_is_refused(string inside) => AssertRefused(Svg(inside));

    [Fact]
    public void A_drawing_with_a_document_type_is_refused() =>
        AssertRefused([.. "<!DOCTYPE svg [<!ENTITY x 'y'>]>"u8, .. Svg("<text>&amp;</text>")]);

    [Theory]
    [InlineData("<circle r='1' fill='url(#a)'/>")]
    [InlineData("<use href='#a'/><title>On the hip, or src of it</title>")]
    [InlineData("<style>circle { fill: url('#a'); color: red } @media (prefers-color-scheme: dark) { circle { fill: #fff } }</style>")]
    [InlineData("<image href='data:image/png;base64,AAAA'/>")]
    [InlineData("<text>Use C:\\pictures</text>")]
    [InlineData("<text>Turn on<![CDATA[ your ]]><!-- left -->side: url(x)</text>")]
    [InlineData("<style>.a::before { content: '\\2014' } .b { fill: url( \"#a\" ) }</style>")]
    [InlineData("<animate attributeName='opacity' values='0;1' dur='1s'/>")]
    [InlineData("<circle r='1' aria-label='The image (left)' id='src(1)'/>")]
    [InlineData("<metadata><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><r:Description r:resource='https://creativecommons.org/licenses/by/4.0/'/></r:RDF></metadata>")]
    public void A_plain_drawing_is_taken(string inside) =>
        Assert.Equal("images/d.svg", ImageUpload.Keep("d.svg", Svg(inside), _content.Path).Value);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    [InlineData("utf-7")]
    public void A_drawing_that_claims_other_letters_is_refused(string encoding) =>
        AssertRefused([.. Encoding.ASCII.GetBytes($"<?xml version='1.0' encoding='{encoding}'?>"), .. Svg("<circle r='1'/>")]);

    [Fact]
    public void A_drawing_in_UTF_16_is_refused() =>
        AssertRefused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Svg("<circle r='1'/>")))]);

    [Fact]
    public void The_shipped_drawings_are_taken()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "content", "images"), "*.svg"))
            Assert.Null(SvgCheck.Validate(File.ReadAllBytes(file)));
    }

    [Fact]
    public void A_folder_that_leads_out_of_the_content_is_left_alone()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_content.Parent, "elsewhere")).FullName;
        Directory.Delete(_content.FullPath("images"), recursive: true);
        Directory.CreateSymbolicLink(_content.FullPath("images"), elsewhere);

        AssertRefused(Png);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Theory]
    [InlineData("A heat wrap.", "Worn over clothes (1).")]
    [InlineData("Is it [hot] or *cold*? `x` <b> &amp; ! \\ _y_ ~~z~~ “q” \"q\" 'q'", "Say \"yes\" \\ no")]
    [InlineData("two\r\nlines", "")]
    [InlineData("![x](y)", "a) \"b\"")]
    public void The_line_to_paste_shows_these_very_words(string alt, string caption)
    {
        var line = ImageUpload.Markdown("images/dot.svg", alt, caption);
        _content.Write("articles/heat-or-ice.md", $"{_content.Read("articles/heat-or-ice.md")}\n{line}\n");

        var edition = _content.Build();
        var page = new HtmlParser().ParseDocument(edition.Articles.Values.Single().BodyHtml);
        Assert.Equal(alt.ReplaceLineEndings(" "), page.QuerySelector("img")!.GetAttribute("alt"));
        if (caption.Length > 0) Assert.Equal(caption, page.QuerySelector("figcaption")!.TextContent.Trim());
        Assert.DoesNotContain(edition.Diagnostics, problem => problem.Code.StartsWith("LNK", StringComparison.Ordinal));
    }

    public void Dispose() => _content.Dispose();

    private static byte[] Svg(string inside) =>
        Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>{inside}</svg>");

    private void AssertRefused(byte[] bytes)
    {
        var (path, error) = ImageUpload.Keep("x.png", bytes, _content.Path);
        Assert.Null(path);
        Assert.NotEmpty(error!);
        Assert.False(File.Exists(_content.FullPath("images/x.png")));
    }
}
