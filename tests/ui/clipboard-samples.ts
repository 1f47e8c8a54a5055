/** HTML as Gmail, Word and Google Docs put it on the clipboard, and HTML that would run something. */

/** A letter selected in Gmail's reading pane. */
export const gmailClipboard = `<meta http-equiv="content-type" content="text/html; charset=utf-8"><div class="gmail_default" dir="ltr" style="color: rgb(34, 34, 34); font-family: Arial, Helvetica, sans-serif; font-size: small; font-variant-ligatures: normal; white-space: normal;"><div class="gmail_default" style="font-family:georgia,serif">Hello, <span class="il" style="font-weight:bold">Mary</span>!</div><div class="gmail_default"><br></div><div>Our&nbsp;<a href="https://www.google.com/url?q=https%3A%2F%2Fshop.example.com%2Fspring%3Fx%3D1%26y%3D2&amp;source=gmail&amp;ust=1700000000000000&amp;usg=AOvVaw1" target="_blank" class="m_-123" data-saferedirecturl="https://www.google.com/url?q=x" style="color: rgb(17, 85, 204);">spring list</a> is <span style="font-style:italic">here</span>.</div><div><ul style="margin-left:15px"><li style="margin-left:15px">peonies</li><li style="margin-left:15px"><b style="color:red">ranunculus</b></li></ul></div><div style="text-align:center"><font size="4">See you</font></div><div class="yj6qo"></div><div class="adL"><br></div></div>`.replace(/Our&nbsp;/, 'Our ');

/** A document copied from Word for Windows. */
export const wordClipboard = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Calibri;} p.MsoNormal {mso-style-unhide:no; margin:0cm;} --></style>
<!--[if gte mso 10]><style>table.MsoNormalTable {mso-style-name:"Table";}</style><![endif]-->
</head><body lang=EN-GB style='tab-interval:35.4pt;word-wrap:break-word'>
<!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span lang=EN-GB style='mso-ansi-language:EN-GB'>Price of the week<o:p></o:p></span></h1>
<p class=MsoNormal><span style='font-size:12.0pt;line-height:107%;font-family:"Times New Roman",serif'>Dear <b style='mso-bidi-font-weight:normal'>friends</b>, the <a href="https://shop.example.com/"><span style='color:#0563C1;text-decoration:underline'>shop</span></a> is
<u>open</u>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Peonies<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Ranunculus<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Order<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Pay<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=100 valign=top style='border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class=MsoNormal>Rose<o:p></o:p></p></td><td width=100><p class=MsoNormal>250<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="_x0000_i1025"><v:imagedata src="file:///C:/Temp/image001.png"/></v:shape><![endif]--><![if !vml]><img width=200 height=100 src="file:///C:/Users/owner/AppData/Local/Temp/msohtmlclip1/01/clip_image001.png" v:shapes="_x0000_i1025"><![endif]><o:p></o:p></p>
<!--EndFragment-->
</body></html>`;

/** A paragraph copied from Google Docs, whose outer b is not bold. */
export const googleDocsClipboard = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c"><h1 dir="ltr" style="line-height:1.38;margin-top:20pt;"><span style="font-size:20pt;font-family:Arial;color:#000000;font-weight:400;">News</span></h1><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-weight:400;white-space:pre-wrap;">We are </span><span style="font-weight:700;">open</span><span style="font-weight:400;"> on </span><span style="font-style:italic;">Sunday</span><span>.</span></p></b><br class="Apple-interchange-newline">`;

/** What an attacker would put into a cell or on the clipboard. */
export const hostileHtml = '<p>harmless<script>globalThis.ran = 1</script><img src="x" onerror="globalThis.ran = 2"><img src="https://a.test/a.png" alt="a" onerror="globalThis.ran = 3"></p><svg onload="globalThis.ran = 4"><p>in</p></svg><a href="javascript:globalThis.ran=5">link</a><a href="{{X|javascript:globalThis.ran=6}}">tag</a><iframe srcdoc="<script>parent.ran=7</script>"></iframe><p style="background:url(javascript:globalThis.ran=8)">x</p><math><mtext><style><img src=x onerror="globalThis.ran=9"></style></mtext></math><form action="javascript:globalThis.ran=10"><button>go</button></form><a href="data:text/html,<script>parent.ran=11</script>">data</a><p><b onclick="alert(1)">b</b></p>';
